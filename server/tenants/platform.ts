import type { Deps } from '../http/deps.js';
import { firstAdministrator } from './first-administrator.js';
import { platformSlug } from './tenant-directory.js';

const login = 'platform-admin';

/**
 * Makes the platform's own tenant and its administrator on the very first start; null when they exist. The one-time
 * password is answered once and stored nowhere in clear: the caller shows it to who started the server.
 */
export async function ensurePlatform(
  deps: Deps,
): Promise<{ readonly login: string; readonly password: string } | null> {
  if ((await deps.tenants.bySlug(platformSlug)) !== null) return null;
  const { id } = await deps.tenants.begin({ slug: platformSlug, name: '平台', listed: false });
  const password = await firstAdministrator(deps, id, {
    root: { code: platformSlug, name: '平台', kind: 'section' },
    login,
    name: '平台管理员',
    role: 'platform-admin',
  });
  await deps.tenants.finish(id);
  return { login, password };
}
