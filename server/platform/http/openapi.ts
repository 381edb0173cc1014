import { jsonSchemaTransformObject } from 'fastify-type-provider-zod'

type Document = { components?: { schemas?: Record<string, unknown> } }

/** Transforms the API description. The library lists every schema twice, as input and output; only referenced ones stay. */
export const keepReferencedSchemas: typeof jsonSchemaTransformObject = (input) => {
  const document = jsonSchemaTransformObject(input) as Document
  const schemas = document.components?.schemas ?? {}
  const { components, ...routes } = document
  const wanted = new Set<string>()
  const queue = [routes as unknown]
  for (let part = queue.pop(); part !== undefined; part = queue.pop())
    for (const name of namesIn(part)) {
      if (wanted.has(name)) continue
      wanted.add(name)
      queue.push(schemas[name])
    }
  const referenced = Object.fromEntries(Object.entries(schemas).filter(([name]) => wanted.has(name)))
  return { ...routes, components: { ...components, schemas: referenced } } as ReturnType<
    typeof jsonSchemaTransformObject
  >
}

function namesIn(part: unknown): string[] {
  const references = JSON.stringify(part ?? null).matchAll(/"#\/components\/schemas\/(\w+)"/g)
  return [...references].map((match) => match[1] ?? '')
}
