/** Starts the system's Chromium for a test; it loads nothing from elsewhere. */
import { type Browser, chromium } from 'playwright-core'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** `CHROMIUM` names another browser than the system's. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args })
}
