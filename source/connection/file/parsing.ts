/**
 * What reads the files of the config folder once they are there, in one place that the first question to a person who has none yet
 * need not wait for.
 */

export {brokenTable, resolveDataCenters} from '../../zoho/data-center-table.js';
export {
	currentFileOf,
	namesIn,
	parseConnectionsFile,
	parseInSteps,
	parseOneConnection,
	parseSecretPolicy,
	printConnectionsFile,
} from './format.js';
