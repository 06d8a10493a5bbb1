import type { CatalogReader } from "@/lib/catalog/port";
import { BoundedMap } from "@/lib/domain/bounded-map";
import { PortalError } from "@/lib/domain/errors";
import { formSchemaOf } from "@/lib/schema/form-schema";
import { validatorModule } from "@/lib/schema/validator-module";

/** Compiled once for each schema: it takes up to a second. Only schemas of the catalogue get here, so nobody can fill it. */
const compiled = new BoundedMap<string, string>(100);

/**
 * The compiled validator of a service's form, as the source of an ES module. The same for everybody who is signed in.
 * @throws PortalError `not-found` for an unknown service or a schema that isn't the service's any more
 */
export async function readValidator(
  deps: { catalog: CatalogReader },
  input: { service: string; schemaHash: string },
): Promise<string> {
  const { services } = await deps.catalog.read();
  const service = services.find(({ name }) => name === input.service);
  if (service?.schemaHash !== input.schemaHash)
    throw new PortalError("not-found", "The catalogue has no such form, or it has changed since. Load the page again.");
  const known = compiled.get(service.schemaHash);
  if (known !== undefined) return known;
  const source = validatorModule(formSchemaOf(service.schema));
  compiled.set(service.schemaHash, source);
  return source;
}
