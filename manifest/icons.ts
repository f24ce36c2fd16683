/** The app's icons: a section sign of three rings, drawn by distance, and the PNG around it. Format: https://www.w3.org/TR/png-3 */
import { crc32, deflateSync } from 'node:zlib'
import { brand } from './words.ts'

type Colour = [red: number, green: number, blue: number]
const white: Colour = [255, 255, 255]

/** White on the brand's colour, as stores show it. */
export function colourIcon(size: number): Buffer {
  const ground = (brand.match(/[\dA-F]{2}/gi) ?? []).map((pair) => Number.parseInt(pair, 16))
  return png(size, (x, y) => {
    const ink = coverage(x, y, size, 0.105)
    return [...white.map((light, channel) => Math.round(ink * light + (1 - ink) * (ground[channel] ?? 0))), 255]
  })
}

/** White on nothing, as Teams wants it for its rail. */
export function outlineIcon(size: number): Buffer {
  return png(size, (x, y) => [...white, Math.round(coverage(x, y, size, 0.14) * 255)])
}

/** How much of the pixel the sign covers, from 0 to 1: sixteen looks into each. */
function coverage(x: number, y: number, size: number, scale: number): number {
  const looks = 4
  let hits = 0
  for (let look = 0; look < looks * looks; look++) {
    const across = (x + ((look % looks) + 0.5) / looks) / size - 0.5
    const down = (y + (Math.floor(look / looks) + 0.5) / looks) / size - 0.5
    if (isInk(across / scale, down / scale)) hits++
  }
  return hits / (looks * looks)
}

/** In units of a ring's radius, from the middle, downwards. The sign looks the same when turned by half. */
function isInk(x: number, y: number): boolean {
  const half = 0.3
  const onRing = (cy: number) => Math.abs(Math.hypot(x, y - cy) - 1) <= half
  if (onRing(0)) return true
  const [tx, ty] = y < 0 ? [x, y] : [-x, -y]
  // The upper ring is open at the right, below its middle; a round end closes the stroke.
  const isOpen = tx > 0 && ty > apart + opening
  const end = Math.hypot(tx - Math.cos(Math.asin(opening)), ty - apart - opening) <= half
  return end || (!isOpen && Math.abs(Math.hypot(tx, ty - apart) - 1) <= half)
}
/** Middle of the upper ring, and where its stroke ends below that. */
const apart = -2
const opening = -0.2

function png(size: number, pixel: (x: number, y: number) => number[]): Buffer {
  const rows = Array.from({ length: size }, (_, y) => [
    0,
    ...Array.from({ length: size }, (_, x) => pixel(x, y)).flat(),
  ])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  // Eight bits a channel, red green blue alpha.
  header.set([8, 6], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const body = deflateSync(Buffer.from(rows.flat()), { level: 9 })
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', body), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(data.length, 0)
  named.copy(framed, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}
