import mongoose, { type Connection } from 'mongoose';

/**
 * Opens a connection of its own (nothing global), strict on writes and on filters, so that a misspelt field is refused
 * and never widens a query. Indexes are made by `prepareDatabase`, not behind the first query's back. `monitorCommands`: the client tells what it sends, for tests.
 */
export async function connectDatabase(
  uri: string,
  { monitorCommands = false }: { readonly monitorCommands?: boolean } = {},
): Promise<Connection> {
  const instance = new mongoose.Mongoose();
  // Not `instance.set`: a schema keeps the defaults of the mongoose that made it, which is not this one.
  instance.plugin((schema) => {
    schema.set('strict', 'throw');
    schema.set('strictQuery', 'throw');
  });
  instance.set('autoIndex', false);
  instance.set('autoCreate', false);
  return instance
    .createConnection(uri, { serverSelectionTimeoutMS: 10_000, maxPoolSize: 50, monitorCommands })
    .asPromise();
}

/** Whether the database answers now. */
export async function isDatabaseReady(connection: Connection): Promise<boolean> {
  if (connection.readyState !== mongoose.ConnectionStates.connected || connection.db === undefined) return false;
  try {
    await connection.db.command({ ping: 1 }, { timeoutMS: 2000 });
    return true;
  } catch {
    return false;
  }
}
