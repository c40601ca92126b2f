/** Every event of the outbox and the ids its subscribers will need. Past tense, content never: whoever reacts reads the rows again. */
export type EventPayloads = {
  'post.created': {
    postId: string;
    subjectId: string;
    audience: string | null;
    mentionedIds: string[];
    topicIds: string[];
  };
  'post.edited': {
    postId: string;
    subjectId: string;
    audience: string | null;
    addedMentionIds: string[];
    removedMentionIds: string[];
    topicIds: string[];
  };
  'post.deleted': { postId: string; subjectId: string; audience: string | null };
  'post.liked': { postId: string; authorId: string };
  'post.unliked': { postId: string; authorId: string };
  'post.bookmarked': { postId: string };
  'post.unbookmarked': { postId: string };
  'post.muted': { postId: string };
  'post.unmuted': { postId: string };
  'post.topics_changed': { postId: string; addedTopicIds: string[]; removedTopicIds: string[] };
  'comment.created': {
    commentId: string;
    postId: string;
    parentId: string | null;
    audience: string | null;
    mentionedIds: string[];
    topicIds: string[];
  };
  'comment.edited': {
    commentId: string;
    postId: string;
    audience: string | null;
    addedMentionIds: string[];
    removedMentionIds: string[];
  };
  'comment.deleted': { commentId: string; postId: string; audience: string | null };
  'comment.liked': { commentId: string; postId: string; authorId: string };
  'comment.unliked': { commentId: string; postId: string; authorId: string };
  'subject.followed': { subjectId: string };
  'subject.unfollowed': { subjectId: string };
  'group.created': { groupId: string; access: string };
  'group.edited': { groupId: string; fields: string[] };
  'group.access_changed': { groupId: string; from: string; to: string };
  'group.archived': { groupId: string };
  'group.reactivated': { groupId: string };
  'group.deleted': { groupId: string; access: string };
  'group.joined': { groupId: string; personId: string; addedById: string | null };
  'group.left': { groupId: string; personId: string; removedById: string | null };
  'group.role_changed': { groupId: string; personId: string; from: string; to: string };
  'group.join_requested': { groupId: string; personId: string; requestId: string };
  'group.join_withdrawn': { groupId: string; personId: string; requestId: string };
  'group.join_decided': { groupId: string; personId: string; requestId: string; status: 'accepted' | 'declined' };
  'group.person_invited': { groupId: string; invitationId: string };
  'person.created': { personId: string; kind: 'internal' | 'guest' };
  'person.edited': { personId: string; fields: string[] };
  'person.deactivated': { personId: string };
  'person.reactivated': { personId: string };
  'person.permissions_changed': { personId: string; granted: string[]; revoked: string[] };
  'person.kind_changed': { personId: string; kind: 'internal' | 'guest' };
  'person.invited': { invitationId: string };
  'access.lost': { personId: string; audience: string };
};
