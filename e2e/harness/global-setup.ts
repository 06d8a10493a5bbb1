import { leave, newPlace, startPortal } from "./portal";

/** One portal for all specs that need nothing special; its address and folder are in variables for the workers. */
export default async function setUp(): Promise<() => Promise<void>> {
  const place = await newPlace();
  const portal = await startPortal(place);
  process.env.PORTAL_TEST_URL = portal.url;
  process.env.PORTAL_TEST_DATA = place.dataDirectory;
  return async () => {
    await portal.stop();
    await leave(place);
  };
}
