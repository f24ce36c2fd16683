import { describe, expect, test } from 'vitest'
import { addressIn, isAddress } from '#src/evidence/address.ts'

const codeOf = (typed: string) => {
  const read = addressIn(typed)
  return typeof read === 'string' ? read : read.code
}

describe('The address of a link', () => {
  test.each([
    ['https://example.org/minutes', 'https://example.org/minutes'],
    ['  http://example.org ', 'http://example.org/'],
    ['example.org/minutes?x=1#top', 'https://example.org/minutes?x=1#top'],
    ['//example.org/minutes', 'https://example.org/minutes'],
    ['example.org:8443/x', 'https://example.org:8443/x'],
    ['https://bücher.example/straße', 'https://xn--bcher-kva.example/stra%C3%9Fe'],
    ['https://例え.example/', 'https://xn--r8jz45g.example/'],
    ['https://8.8.8.8/x', 'https://8.8.8.8/x'],
    ['https://[2606:4700::1111]/', 'https://[2606:4700::1111]/'],
    ['https://example.org/\u202etxt.exe', 'https://example.org/%E2%80%AEtxt.exe'],
    ['https://localhost.example.org/', 'https://localhost.example.org/'],
    ['https://internal-docs.example.org/', 'https://internal-docs.example.org/'],
  ])('%s is read as %s', (typed, href) => expect(addressIn(typed)).toBe(href))

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'javascript://example.org/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'ftp://example.org/x',
    'blob:https://example.org/1',
    'view-source:https://example.org/',
    'ms-officecmd:{}',
    'mailto:a@example.org',
    'tel:+123',
    'slack://channel?id=1',
  ])('%s is refused for its scheme', (typed) => expect(codeOf(typed)).toBe('link-scheme'))

  test.each([
    '\u0001javascript:alert(1)',
    'java\nscript:alert(1)',
    'https://exa mple.org',
    'https://',
    'https://[::1',
    'https://a..b:99999/',
    'http://1.2.3.4.5/',
    '',
  ])('%j can’t be read', (typed) => expect(codeOf(typed)).toBe('link-unreadable'))

  test.each([
    'https://user:secret@example.org/',
    'https://user@example.org/',
    'user@example.org',
    'https://:x@example.org',
  ])('%s is refused for what stands before the @', (typed) => expect(codeOf(typed)).toBe('link-credentials'))

  /** RFC 6890 and its registries; the spellings are those that WHATWG's URL standard reads as IPv4 addresses. */
  test.each([
    ['loopback', 'http://127.0.0.1'],
    ['loopback, short', 'http://127.1'],
    ['loopback, as one number', 'http://2130706433'],
    ['loopback, hexadecimal', 'http://0x7f000001'],
    ['loopback, hexadecimal parts', 'http://0x7f.0x0.0x0.0x1'],
    ['loopback, octal', 'http://0177.0.0.01'],
    ['loopback, percent-encoded', 'http://%31%32%37.0.0.1'],
    ['loopback, in full-width digits', 'http://１２７.０.０.１'],
    ['loopback, with ideographic full stops', 'http://127。0。0。1'],
    ['loopback, with a dot at the end', 'http://127.0.0.1./'],
    ['loopback, far in its block', 'https://127.255.255.254/x'],
    ['loopback, with backslashes', 'http:\\\\127.0.0.1\\x'],
    ['loopback, without slashes', 'http:127.0.0.1'],
    ['loopback, with a port and no scheme', '127.0.0.1:8080/x'],
    ['this host', 'http://0/'],
    ['this network', 'http://0.0.0.0:80'],
    ['private 10', 'http://10.1.2.3'],
    ['private 172', 'http://172.31.255.255'],
    ['private 192', 'http://192.168.0.1'],
    ['link-local, where clouds keep their secrets', 'http://169.254.169.254/latest/meta-data'],
    ['shared address space', 'http://100.64.0.1'],
    ['benchmarking', 'http://198.18.0.1'],
    ['documentation', 'http://192.0.2.1'],
    ['multicast', 'http://224.0.0.1'],
    ['reserved', 'http://240.0.0.1'],
    ['broadcast', 'http://255.255.255.255'],
    ['IPv6 loopback', 'http://[::1]/'],
    ['IPv6 loopback, written out', 'http://[0:0:0:0:0:0:0:1]/'],
    ['IPv6 unspecified', 'http://[::]/'],
    ['IPv6 link-local', 'http://[fe80::1]/'],
    ['IPv6 unique local', 'http://[fd00::1]/'],
    ['IPv6 site-local', 'http://[fec0::1]/'],
    ['IPv6 multicast', 'http://[ff02::1]/'],
    ['IPv6 documentation', 'http://[2001:db8::1]/'],
    ['IPv4-mapped', 'http://[::ffff:127.0.0.1]/'],
    ['IPv4-mapped, hexadecimal', 'http://[::ffff:7f00:1]/'],
    ['IPv4-compatible', 'http://[::127.0.0.1]/'],
    ['NAT64', 'http://[64:ff9b::127.0.0.1]/'],
    ['6to4', 'http://[2002:7f00:1::]/'],
    ['Teredo', 'http://[2001:0:7f00:1::]/'],
    ['a name of this machine', 'http://localhost:3000'],
    ['a name of this machine, in capitals', 'http://LOCALHOST'],
    ['a name of this machine, with a dot', 'http://localhost./'],
    ['a name of this machine, in circled letters', 'http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ'],
    ['a name below it', 'http://a.localhost/'],
    ['a name of one word', 'https://intranet/'],
    ['a name of one word, with a port', 'wiki:8080/x'],
    ['mDNS', 'http://printer.local'],
    ['a private top level', 'https://db.internal/'],
    ['a cloud’s metadata by name', 'http://metadata.google.internal/'],
    ['a home network', 'http://router.home.arpa'],
    ['a company’s own top level', 'https://files.corp'],
    ['a name that stands for an address', 'http://127.0.0.1.nip.io'],
    ['a name that stands for this machine', 'http://app.localtest.me'],
  ])('is refused where it is private: %s', (_what, typed) => expect(codeOf(typed)).toBe('link-private'))

  test.each([
    [2_000, 'https://example.org/'],
    [2_001, 'too-long'],
  ])('of %i characters is %s', (length, outcome) => {
    const read = codeOf(`https://example.org/${'x'.repeat(length - 20)}`)
    expect(read.startsWith(outcome)).toBe(true)
  })

  test('counts as long as it is once it is written out', () => {
    expect(codeOf(`https://example.org/${'ß'.repeat(400)}`)).toBe('too-long')
  })
})

test.each([
  ['https://example.org', true],
  ['javascript:alert(1)', true],
  ['www.example.org', true],
  ['example.org/page', true],
  ['//example.org', true],
  ['Note:done', false],
  ['example.org', false],
  ['and/or', false],
  ['12:30', false],
  ['minutes.pdf', false],
])('%s is meant as an address: %s', (word, is) => expect(isAddress(word)).toBe(is))
