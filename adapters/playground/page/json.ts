/** Reading JSON of unknown shape: what is not there, or is something else, is empty. */
import type { Json } from '../wire.ts'

export function textIn(json: Json, key: string): string {
  const value = json[key]
  return typeof value === 'string' ? value : ''
}

export function objectIn(json: Json, key: string): Json {
  return asObject(json[key])
}

export function listIn(json: Json, key: string): Json[] {
  const value = json[key]
  return Array.isArray(value) ? value.map(asObject) : []
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
