/** Points per `seconds` and address. */
export interface RateLimit {
  readonly points: number;
  readonly seconds: number;
}

export interface RateLimitConfig {
  readonly enabled: boolean;
  /** Counted in MongoDB, so that several processes share the count. */
  readonly shared: boolean;
  readonly general: RateLimit;
  readonly signIn: RateLimit;
  readonly register: RateLimit;
}

/** AES-256 keys by id; the current one seals, all of them open (rotation, D20). */
export interface DataKeys {
  readonly currentId: string;
  readonly keys: ReadonlyMap<string, Buffer>;
}

/** argon2id costs; tests lower them. */
export interface PasswordCost {
  readonly memoryKib: number;
  readonly passes: number;
}

/** Which addresses outside the server's service tasks may call; only the operator says so. */
export interface OutboundConfig {
  /** `host` or `host:port`, lower case. */
  readonly hosts: readonly string[];
  /** Those of them that may lie in the own network, and may be called without TLS. */
  readonly privateHosts: readonly string[];
  /** Signs every call; without it none is made. */
  readonly signingSecret: string | null;
  /** Where payment orders go; null where no paying system is connected. Its host is allowed by `hosts` as any other. */
  readonly payoutUrl: string | null;
}

export const noOutbound: OutboundConfig = { hosts: [], privateHosts: [], signingSecret: null, payoutUrl: null };

export interface ServerConfig {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Origin under which people reach the server, without a slash at the end; progress links and cookies rest on it. */
  readonly publicUrl: string;
  /** How many proxies in front may be trusted for the caller's address. */
  readonly trustedProxies: number;
  readonly jwtSecret: string;
  readonly dataKeys: DataKeys;
  /** Key of the look-up digests of sealed fields. */
  readonly lookupKey: Buffer;
  readonly rateLimits: RateLimitConfig;
  readonly passwordCost: PasswordCost;
  readonly logLevel: string;
  /** Answers are checked against the contract before they go out. */
  readonly validateAnswers: boolean;
  /** Folder of the built pages; null for the one beside the server's own code. */
  readonly webDir: string | null;
  readonly outbound: OutboundConfig;
  /** How often background work looks for what is due: jobs, outboxes left over, loose files. */
  readonly everyMs: { readonly jobs: number; readonly sweep: number; readonly files: number };
}

export const defaultEveryMs: ServerConfig['everyMs'] = { jobs: 5_000, sweep: 15_000, files: 3_600_000 };

/** Limits by address that a whole office behind one router does not meet, and a guesser does. */
export const defaultRateLimits: Omit<RateLimitConfig, 'shared'> = {
  enabled: true,
  general: { points: 6000, seconds: 60 },
  signIn: { points: 60, seconds: 60 },
  register: { points: 10, seconds: 600 },
};

/** OWASP's first choice for argon2id: 19 MiB, two passes. */
export const defaultPasswordCost: PasswordCost = { memoryKib: 19_456, passes: 2 };
