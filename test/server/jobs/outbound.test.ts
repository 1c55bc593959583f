import { describe, expect, it } from 'vitest';
import { createOutbound, OutboundRefused } from '#server/jobs/services/outbound';
import { isPrivateAddress } from '#server/jobs/services/private-address';

describe('isPrivateAddress', () => {
  it.each([
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.168.1.1',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:127.0.0.1',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'ff02::1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001::1',
    '2001:db8::1',
    '::7f00:1',
  ])('%s is not of the public internet', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });
  it.each([
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '223.255.255.255',
    '2400:3200::1',
    '::ffff:1.1.1.1',
  ])('%s is', (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });
});

describe('A call to the outside', () => {
  const config = {
    hosts: ['hook.example', 'inner.example:8080', '[::1]:9', '169.254.169.254'],
    privateHosts: ['inner.example:8080'],
    signingSecret: 'x'.repeat(40),
    payoutUrl: null,
  };
  const faultOf = async (url: string, addresses: readonly string[], more: Partial<typeof config> = {}) => {
    const outbound = createOutbound({ ...config, ...more }, async () => addresses);
    try {
      await outbound.post(url, 'k', {}, new Date(0));
    } catch (error) {
      return error instanceof OutboundRefused ? error.fault : 'network';
    }
    return 'answered';
  };

  it('is refused where a listed name points into the own network, by any of its addresses', async () => {
    expect(await faultOf('https://hook.example/', ['127.0.0.1'])).toBe('private-address');
    expect(await faultOf('https://hook.example/', ['93.184.216.34', '10.0.0.1'])).toBe('private-address');
    expect(await faultOf('https://[::1]:9/', [])).toBe('private-address');
    expect(await faultOf('https://169.254.169.254/', [])).toBe('private-address');
  });

  it('knows numbers for addresses however they are written', async () => {
    for (const url of ['https://2130706433/', 'https://0x7f.1/', 'https://127.1/'])
      expect(await faultOf(url, [], { hosts: ['127.0.0.1'] }), url).toBe('private-address');
  });

  it('is refused for another port, another protocol, and without a secret to sign with', async () => {
    expect(await faultOf('https://hook.example:444/', ['1.1.1.1'])).toBe('host-not-allowed');
    expect(await faultOf('ftp://hook.example/', ['1.1.1.1'])).toBe('url-invalid');
    expect(await faultOf('http://hook.example/', ['1.1.1.1'])).toBe('url-invalid');
    expect(await faultOf('https://hook.example/', ['1.1.1.1'], { signingSecret: null as never })).toBe(
      'not-configured',
    );
  });

  it('goes into the own network where the operator lists the host for that; what does not answer is an error that may pass', async () => {
    expect(await faultOf('http://inner.example:8080/', ['127.0.0.1'])).toBe('network');
  });
});
