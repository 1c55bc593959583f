import { Schema } from 'mongoose';
import { routes } from '#core/contract';
import type { Feature } from '../http/deps.js';

interface PhrasesDocument {
  readonly _id: string;
  readonly tenantId: string;
  readonly phrases: readonly string[];
}

/** Opinion phrases of one's own (常用意见); one document for each account, `_id` is the account's. */
export const registerPhrases: Feature = (api, { database }) => {
  const phrases = database.model<PhrasesDocument>(
    'Phrases',
    new Schema<PhrasesDocument>(
      { _id: String, tenantId: { type: String, required: true }, phrases: [String] },
      { collection: 'phrases', versionKey: false },
    ),
  );
  api.handle(routes.getPhrases, async ({ principal: { tenantId, accountId } }) => {
    const found = await phrases.findOne({ tenantId, _id: accountId }).lean<PhrasesDocument>();
    return { phrases: [...(found?.phrases ?? [])] };
  });
  api.handle(routes.putPhrases, async ({ principal: { tenantId, accountId }, body }) => {
    const own = [...new Set(body.phrases)];
    await phrases.updateOne({ tenantId, _id: accountId }, { $set: { phrases: own } }, { upsert: true });
    return { phrases: own };
  });
  return undefined;
};
