import packageJson from '../../package.json' with {type: 'json'};
import {createRuntime, type Runtime} from '../io/runtime.js';
import {isRefusedError, type Refusal, type Result, whatAndWhy} from '../zoho/refusal.js';
import {ConnectionError} from './connection-error.js';
import type {OpenOptions} from './types.js';

export const errorOf = ({id, what, why, next, exitCode}: Refusal): ConnectionError =>
	new ConnectionError({id, message: whatAndWhy({what, why}), nextStep: next, exitCode});

/** The value, or its refusal thrown: at this edge exceptions are what everybody expects. */
export const unwrap = <T>(result: Result<T>): T => {
	if (!result.ok) throw errorOf(result.refusal);
	return result.value;
};

/** The runtime of an unattended program: it asks no questions. */
export const runtimeFor = ({configDirectory, environment = process.env}: OpenOptions): Runtime => {
	try {
		const {platform} = process;
		const {version} = packageJson;
		return createRuntime({configDirectory, environment, platform, version, usedBy: 'library'});
	} catch (error) {
		throw isRefusedError(error) ? errorOf(error.refusal) : error;
	}
};
