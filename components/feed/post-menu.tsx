import { Menu } from '@/components/ui/menu';
import type { PostView } from '@/lib/feed/view-models';

/** What else can be done with a post. */
export function PostMenu({ post }: { post: PostView }) {
  const href = `/posts/${post.id}`;
  return (
    <Menu label={`More for ${post.author.name}`} icon="more">
      {post.can.edit && (
        <a className="i i-pen" href={`${href}/edit`}>
          Edit
        </a>
      )}
      {post.can.keep && (
        <button
          className="i i-mute"
          type="submit"
          form={post.isMuted ? 'do-unmute' : 'do-mute'}
          name="id"
          value={post.id}
        >
          {post.isMuted ? 'Unmute' : 'Mute'}
        </button>
      )}
      <a className="i i-link" href={href} data-copy="">
        Copy link
      </a>
      {post.can.delete && (
        <a className="i i-trash danger" href={`${href}/delete`}>
          Delete
        </a>
      )}
    </Menu>
  );
}
