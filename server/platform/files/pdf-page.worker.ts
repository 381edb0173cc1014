import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import type { Page } from './pdf-page.ts'

/** Worker thread for one document, so that damage to PDFium ends with it. */
const { file, longest } = workerData as { file: string; longest: number }
const library = await PDFiumLibrary.init()
const page = (await library.loadDocument(await readFile(file))).getPage(0)
const { originalWidth, originalHeight } = page.getOriginalSize()
const scale = longest / Math.max(originalWidth, originalHeight)
const { data, width, height } = await page.render({ scale, render: 'bitmap', renderFormFields: true })
const drawn: Page = { data: new Uint8Array(data), width, height }
parentPort?.postMessage(drawn, [drawn.data.buffer as ArrayBuffer])
