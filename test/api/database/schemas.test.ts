import { Schema } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../harness.js';

let world: World;
const modelsOf = ({ deps: { database } }: World) => database.modelNames().map((name) => database.model(name));
let models: ReturnType<typeof modelsOf>;
beforeAll(async () => {
  world = await createWorld();
  models = modelsOf(world);
});
afterAll(() => world.stop());

/** Indexes that a package makes for itself. */
const foreign = new Set(['files.files', 'files.chunks', 'rateLimits']);

describe('what is stored', () => {
  it('is described by schemas that refuse what they do not know, in documents and in filters', async () => {
    expect(models.length).toBeGreaterThan(20);
    for (const model of models) {
      expect(() => new model({ _id: 'x', noSuchField: 1 }), model.modelName).toThrow(/noSuchField/);
      await expect(model.findOne({ noSuchField: 1 } as never)).rejects.toMatchObject({ name: 'StrictModeError' });
    }
  });

  it('has ids of its own and a collection that is named', () => {
    for (const model of models) {
      expect({ name: model.modelName, id: model.schema.path('_id') instanceof Schema.Types.String }).toEqual({
        name: model.modelName,
        id: true,
      });
      expect(model.schema.get('collection')).toBe(model.collection.collectionName);
    }
  });

  it('has exactly the indexes that stand beside the schemas', async () => {
    for (const model of models)
      expect({ name: model.modelName, ...(await model.diffIndexes()) }).toEqual({
        name: model.modelName,
        toDrop: [],
        toCreate: [],
      });
    const described = new Set(models.map((model) => model.collection.collectionName));
    const collections = await world.database.listCollections();
    expect(collections.map(({ name }) => name).filter((name) => !described.has(name) && !foreign.has(name))).toEqual(
      [],
    );
  });
});
