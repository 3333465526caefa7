/**
 * What reads the files of the config folder once they are there: all schemas of them, in one place that the first question
 * to a person who has no file yet need not wait for.
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
