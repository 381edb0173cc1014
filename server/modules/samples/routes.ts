import { samples } from '../../../contract/samples.ts'
import { type MountContext, mount } from '../../platform/http/mount.ts'
import { fillSamples } from './fill-samples.ts'
import { removeSamples } from './remove-samples.ts'
import { readSampleState } from './sample-records.ts'

export function mountSamples(mounting: MountContext): void {
  mount(mounting, samples.show, ({ db }) => readSampleState(db))
  mount(mounting, samples.fill, (ctx) => fillSamples(ctx))
  mount(mounting, samples.remove, (ctx) => removeSamples(ctx))
}
