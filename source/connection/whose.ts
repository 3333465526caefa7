import type {Connection} from './connection.js';

/**
 * Whether a saved service or connection is Zoho's. It decides which reading, header, limits, hosts and words apply; of answers that are not
 * saved yet, `zoho/service-urls.ts` decides the same by their addresses.
 */
export const isZohos = <Row extends Pick<Connection, 'dataCenter'>>(
	row: Row,
): row is Row & {readonly dataCenter: string} => row.dataCenter !== null;
