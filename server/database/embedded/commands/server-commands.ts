/** What a client asks about the server itself (manual: "Diagnostic Commands", "Sessions Commands"). */
import { Binary, type BsonDocument, isDocument } from '../bson/value.js';
import { MAX_DOCUMENT_BYTES } from '../engine/write.js';
import { type Answer, answer, type Call, type CommandSpec } from './call.js';

/** MongoDB 7.0, whose behaviour this store follows. */
const VERSION = '7.0.0';
const MAX_WIRE_VERSION = 21;
export const MAX_MESSAGE_BYTES = 48_000_000;
const MAX_WRITE_BATCH = 100_000;
const SESSION_MINUTES = 30;

/** The greeting of a standalone server: no set name, no `msg`, hence no transaction numbers from the driver. */
function hello(call: Pick<Call, 'connectionId' | 'name'>): Answer {
  const isLegacy = call.name.toLowerCase() === 'ismaster';
  return answer({
    helloOk: true,
    [isLegacy ? 'ismaster' : 'isWritablePrimary']: true,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: MAX_WRITE_BATCH,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: SESSION_MINUTES,
    connectionId: call.connectionId,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
    ok: 1,
  });
}

function buildInfo(): Answer {
  return answer({
    version: VERSION,
    versionArray: VERSION.split('.').map(Number).concat(0),
    gitVersion: 'duixian-embedded',
    modules: [],
    storageEngines: ['lmdb'],
    bits: 64,
    debug: false,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    ok: 1,
  });
}

function endSessions(call: Call): Answer {
  for (const session of call.args.array(call.name)) {
    const id = isDocument(session) ? (session as BsonDocument).get('id') : undefined;
    if (id instanceof Binary) call.engine.cursors.closeSession(id.toString('hex'));
  }
  return answer({ ok: 1 });
}

function connectionStatus(): Answer {
  return answer({ authInfo: answer({ authenticatedUsers: [], authenticatedUserRoles: [] }), ok: 1 });
}

const HELLO_FIELDS = [
  'helloOk',
  'client',
  'compression',
  'saslSupportedMechs',
  'topologyVersion',
  'maxAwaitTimeMS',
  'loadBalanced',
  'speculativeAuthenticate',
  'backpressure',
];
const helloSpec: CommandSpec = { fields: HELLO_FIELDS, run: hello };
const ok = (): Answer => answer({ ok: 1 });

export const SERVER_COMMANDS: ReadonlyMap<string, CommandSpec> = new Map<string, CommandSpec>([
  ['hello', helloSpec],
  ['isMaster', helloSpec],
  ['ismaster', helloSpec],
  ['ping', { fields: [], run: ok }],
  ['buildInfo', { fields: [], run: buildInfo }],
  ['buildinfo', { fields: [], run: buildInfo }],
  ['endSessions', { fields: [], run: endSessions }],
  ['connectionStatus', { fields: ['showPrivileges'], run: connectionStatus }],
]);
