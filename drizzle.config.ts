import { defineConfig } from 'drizzle-kit'

/** `drizzle-kit generate` writes the next migration from the schema; SQL by hand starts with `--custom`. */
export default defineConfig({ dialect: 'postgresql', schema: './db/schema/*.ts', out: './db/migrations' })
