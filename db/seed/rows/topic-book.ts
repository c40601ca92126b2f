import type { subjects } from '@/db/schema/subjects';
import type { topics } from '@/db/schema/topics';
import { normaliseTopicName, topicKey } from '@/lib/topics/rules';
import { stableId } from '../stable-id';

/** The topics of a company: each begins with its first use. */
export class TopicBook {
  readonly #first = new Map<string, { id: string; createdAt: Date }>();

  idOf(key: string, at: Date): string {
    const known = this.#first.get(key) ?? { id: stableId(at, `topic ${key}`), createdAt: at };
    this.#first.set(key, known);
    return known.id;
  }

  find(key: string): string | undefined {
    return this.#first.get(key)?.id;
  }

  subjects(): (typeof subjects.$inferInsert)[] {
    return [...this.#first].map(([key, { id, createdAt }]) => ({ id, kind: 'topic', name: key, createdAt }));
  }

  topics(): (typeof topics.$inferInsert)[] {
    return [...this.#first].map(([key, { id, createdAt }]) => ({ id, key, createdAt }));
  }
}

export function extraTopics(names: readonly string[]): { key: string; name: string }[] {
  return names.map((given) => {
    const name = normaliseTopicName(given);
    if (!name) throw new Error(`${given} cannot be a topic.`);
    return { key: topicKey(name), name };
  });
}
