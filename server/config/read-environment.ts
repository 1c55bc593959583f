import { z } from '#core/contract';
import { err, ok, type Result } from '#core/result';
import { type DataKeys, defaultEveryMs, defaultPasswordCost, defaultRateLimits, type ServerConfig } from './config.js';
import { weaknessOfSecret } from './secret-strength.js';

/** MongoDB by its address, or the embedded store in a directory of this machine (a single office, one process). */
export type DatabaseChoice =
  | { readonly kind: 'mongodb'; readonly uri: string }
  | { readonly kind: 'embedded'; readonly dataDir: string };

/** Production's configuration with what only production has. */
export interface ProductionConfig {
  readonly database: DatabaseChoice;
  readonly server: ServerConfig;
}

const strongSecret = z.string().superRefine((text, context) => {
  const weakness = weaknessOfSecret(Buffer.from(text));
  if (weakness !== null) context.addIssue({ code: 'custom', message: weakness });
});

const key32 = z.string().transform((text, context): Buffer => {
  const key = Buffer.from(text, 'base64');
  const weakness = key.length === 32 ? weaknessOfSecret(key) : 'must be 32 bytes in base64 (openssl rand -base64 32)';
  if (weakness !== null) context.addIssue({ code: 'custom', message: weakness });
  return key;
});

/** `id:base64[,id:base64…]`: the first one seals, the others only open (rotation). */
const dataKeys = z.string().transform((text, context): DataKeys => {
  const keys = new Map<string, Buffer>();
  for (const entry of text.split(',')) {
    const [, id, encoded] = /^\s*([A-Za-z0-9_-]{1,20}):([A-Za-z0-9+/=]+)\s*$/.exec(entry) ?? [];
    const key = key32.safeParse(encoded ?? '');
    if (id === undefined || !key.success || keys.has(id)) {
      const reason = key.success ? 'write each key as id:base64, ids different' : key.error.issues[0]?.message;
      context.addIssue({ code: 'custom', message: `key ${keys.size + 1}: ${reason}` });
      return z.NEVER;
    }
    keys.set(id, key.data);
  }
  return { currentId: [...keys.keys()][0] as string, keys };
});

/** `host[:port]` entries apart by commas. */
const hosts = z.string().transform((text, context): readonly string[] => {
  const entries = text.split(',').map((entry) => entry.trim().toLowerCase());
  const wrong = entries.find((entry) => URL.parse(`https://${entry}`)?.host !== entry);
  if (wrong === undefined) return entries;
  context.addIssue({ code: 'custom', message: `write host or host:port, apart by commas, not “${wrong}”` });
  return z.NEVER;
});

const environment = z.object({
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/./, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  DATA_DIR: z.string().optional(),
  JWT_SECRET: strongSecret,
  DATA_KEYS: dataKeys,
  DATA_HMAC_KEY: key32,
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, message: 'must be the http(s) address people use' })
    .transform((url) => url.replace(/\/+$/, '')),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  HOST: z.string().min(1).default('0.0.0.0'),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Requests, and sign-ins, per minute and address; an office behind one router counts as one. */
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(60).max(1_000_000).default(defaultRateLimits.general.points),
  SIGN_INS_PER_MINUTE: z.coerce.number().int().min(5).max(10_000).default(defaultRateLimits.signIn.points),
  /** Hosts that service tasks may call, and those of them that may lie in the own network. */
  WEBHOOK_HOSTS: hosts.default([]),
  WEBHOOK_PRIVATE_HOSTS: hosts.default([]),
  WEBHOOK_SECRET: strongSecret.optional(),
  PAYOUT_URL: z.url({ protocol: /^https?$/, message: 'must be the http(s) address of the paying system' }).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** Every variable that is read; `.env.example` explains each. */
export const environmentVariables: readonly string[] = Object.keys(environment.shape);

/** MongoDB where it is named; a directory alone is a decision too, nothing at all is an oversight. */
function databaseOf({ MONGODB_URI: uri, DATA_DIR: dataDir }: Readonly<Record<string, string>>): DatabaseChoice | null {
  if (uri !== undefined) return { kind: 'mongodb', uri };
  return dataDir === undefined ? null : { kind: 'embedded', dataDir };
}

/** Reads production's environment; the error lists every wrong or missing variable, one line each, without its value. */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): Result<ProductionConfig, readonly string[]> {
  // An empty variable is a forgotten one.
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(variables)) if (value !== undefined && value !== '') given[name] = value;
  const parsed = environment.safeParse(given);
  const database = databaseOf(given);
  if (!parsed.success || database === null) {
    const issues = (parsed.error?.issues ?? []).map((issue) => {
      const name = String(issue.path[0]);
      return name in given ? `${name}: ${issue.message}` : `${name}: is missing`;
    });
    return err(database === null ? ['MONGODB_URI: is missing, and so is DATA_DIR', ...issues] : issues);
  }
  const values = parsed.data;
  return ok({
    database,
    server: {
      production: true,
      host: values.HOST,
      port: values.PORT,
      publicUrl: values.PUBLIC_URL,
      trustedProxies: values.TRUSTED_PROXIES,
      jwtSecret: values.JWT_SECRET,
      dataKeys: values.DATA_KEYS,
      lookupKey: values.DATA_HMAC_KEY,
      rateLimits: {
        ...defaultRateLimits,
        // One process of the embedded store counts for itself.
        shared: database.kind === 'mongodb',
        general: { points: values.REQUESTS_PER_MINUTE, seconds: 60 },
        signIn: { points: values.SIGN_INS_PER_MINUTE, seconds: 60 },
      },
      passwordCost: defaultPasswordCost,
      logLevel: values.LOG_LEVEL,
      validateAnswers: false,
      webDir: null,
      outbound: {
        hosts: [...values.WEBHOOK_HOSTS, ...values.WEBHOOK_PRIVATE_HOSTS],
        privateHosts: values.WEBHOOK_PRIVATE_HOSTS,
        signingSecret: values.WEBHOOK_SECRET ?? null,
        payoutUrl: values.PAYOUT_URL ?? null,
      },
      everyMs: defaultEveryMs,
    },
  });
}
