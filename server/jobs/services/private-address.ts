import { BlockList, isIPv6 } from 'node:net';

const private4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Addresses that stand for IPv4 ones by another way (NAT64, 6to4, Teredo) could reach what the first list keeps away. */
const private6 = ['64:ff9b::/96', '64:ff9b:1::/48', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const listOf = (ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = '', bits] = range.split('/');
    list.addSubnet(net, Number(bits), family);
  }
  return list;
};
const blocked4 = listOf(private4, 'ipv4');
const blocked6 = listOf(private6, 'ipv6');
const mapped = listOf(['::ffff:0:0/96'], 'ipv6');
const global6 = listOf(['2000::/3'], 'ipv6');

/** Whether an IP address is not one of the public internet (IANA special-purpose registries): own machine, own network, metadata services. */
export function isPrivateAddress(address: string): boolean {
  if (!isIPv6(address)) return blocked4.check(address, 'ipv4');
  if (mapped.check(address, 'ipv6')) return blocked4.check(address, 'ipv6');
  return !global6.check(address, 'ipv6') || blocked6.check(address, 'ipv6');
}
