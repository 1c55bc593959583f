import type { Connection } from 'mongoose';

const projections = ['tasks', 'caseHistory', 'notices', 'payouts', 'jobs', 'formerSubmissions'] as const;
/** Random in each case, or a digest of something that is. */
const unequal = new Set([
  'progressCode',
  'factsSealed',
  'lastHash',
  'commandMarks',
  'hash',
  'digest',
  'salt',
  'contentHash',
  'bodyHash',
  'sortKey',
]);

/**
 * A case with everything that follows from it, as text in which its own ids have general names: two cases that went the same
 * way have the same picture. Null where the case does not exist. The files that it holds are a picture of their own: they are
 * held before the case is written, so that a death between the two keeps a file too many and never one too few.
 */
export async function pictureOf(
  database: Connection,
  draftId: string,
  names: ReadonlyMap<string, string>,
): Promise<{ readonly itself: string; readonly files: string } | null> {
  const caseId = `c-${draftId}`;
  const found = await database.collection('cases').findOne({ _id: caseId as never });
  if (found === null) return null;
  const draft = await database.collection('drafts').findOne({ _id: draftId as never });
  const files = await database
    .collection('fileRecords')
    .find({ refs: `case:${caseId}` })
    .toArray();
  const followed = await Promise.all(
    projections.map(async (name) => [
      name,
      await database.collection(name).find({ caseId }).sort({ _id: 1 }).toArray(),
    ]),
  );
  const ids = new Map([
    [draftId, 'DRAFT'],
    [String(found.number), 'NUMBER'],
    [String(found.number).toLowerCase(), 'NUMBER'],
    ...names,
  ]);
  const paint = (content: object) => {
    const text = JSON.stringify(
      content,
      (key, value: unknown) => {
        if (unequal.has(key)) return undefined;
        return typeof value === 'string' && value.startsWith('v1.') ? '(sealed)' : value;
      },
      1,
    );
    return [...ids].reduce((painted, [id, name]) => painted.replaceAll(id, name), text);
  };
  return { itself: paint({ case: found, draft, ...Object.fromEntries(followed) }), files: paint(files) };
}
