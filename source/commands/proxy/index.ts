import {createMemory} from '../../io/local-proxy/memory.js';
import {openLocalProxy} from '../../io/local-proxy/server.js';
import type {Environment} from '../../io/ports.js';
import type {Runtime} from '../../io/runtime.js';
import {childEnvironment} from '../../io/system/child-environment.js';
import {refuse, unwrap, withRuntime} from '../../kit/command.js';
import {flagOption, type Invocation, listOption, numberOption} from '../../kit/invocation.js';
import {note, printData, printJson, refusalJson, say, sayNotes} from '../../kit/output/print.js';
import {runOther} from '../../kit/run-other.js';
import {createTerminalEvents} from '../../kit/terminal/events.js';
import {version} from '../../kit/version.js';
import {readAllowList} from '../../zoho/operations/allow-list.js';
import type {CallGuard} from '../../zoho/operations/guard.js';
import {whatAndWhy} from '../../zoho/refusal.js';

const guardFor = async (invocation: Invocation): Promise<CallGuard | undefined> => {
	const isReadOnly = flagOption(invocation, 'read-only');
	const rules = unwrap(readAllowList(listOption(invocation, 'allow')));
	if (!isReadOnly && rules.length === 0) return undefined;
	// The list of calls is large.
	const {callGuard} = await import('../../zoho/operations/guard.js');
	const widen = {
		write: 'A person can start the door without --read-only: zconn proxy NAME',
		allow: (rule: string) =>
			`A person can allow it where the door is started: zconn proxy NAME --allow '${rule}'`,
	};
	return callGuard({rules, isReadOnly, widen});
};

const read = async (invocation: Invocation) => {
	const {positionals} = invocation;
	const dashes = positionals.indexOf('--');
	const names = [...new Set(dashes < 0 ? positionals : positionals.slice(0, dashes))];
	// Without one the door stays open until it is closed.
	const command = dashes < 0 ? undefined : positionals.slice(dashes + 1);
	if (command?.length === 0) {
		const why = 'It goes after the two dashes.';
		return refuse('There is no command to run.', why, 'For example: zconn proxy zoho -- node report.js');
	}
	const port = unwrap(numberOption(invocation, 'port', {least: 1, most: 65_535, example: 8795}));
	return {names, command, port, guard: await guardFor(invocation)};
};

/** Proxies of the network are not for this machine, and must not see the key. */
const withoutProxies = (environment: Environment): Environment => {
	const isProxied = Object.keys(environment).some(name => /^(?:https?|all)_proxy$/i.test(name));
	if (!isProxied) return {};
	const spared = [environment.no_proxy ?? environment.NO_PROXY, '127.0.0.1'].filter(Boolean).join(',');
	return {NO_PROXY: spared, no_proxy: spared};
};

const serve = async (
	invocation: Invocation,
	names: readonly string[],
	{url, key}: {readonly url: string; readonly key: string},
	close: () => Promise<void>,
): Promise<number> => {
	const {streams} = invocation;
	const events = createTerminalEvents();
	sayNotes(streams);
	if (flagOption(invocation, 'json')) {
		const connections = names.map(linkName => ({linkName, url: `${url}/${linkName}`}));
		printJson(streams, {proxy: {url, key, connections}});
	} else {
		printData(streams, `ZCONN_PROXY_URL=${url}\nZCONN_PROXY_KEY=${key}`);
		say(
			streams,
			`${names.map(name => `${url}/${name}/`).join('  ')}\nThe key is for this run alone. Ctrl+C ends it.`,
		);
	}
	await events.interrupted;
	await close();
	events.close();
	return events.leaveCode();
};

/** What is over for good is said before anything starts; what cannot be told now may be fine when it is needed. */
const check = async (invocation: Invocation, {tokenKeeper}: Runtime, names: readonly string[]) => {
	for (const name of names) {
		const token = await tokenKeeper.accessToken(name);
		if (token.ok) continue;
		if (token.refusal.exitCode !== 4) unwrap(token);
		note(invocation, `! ${name}: ${whatAndWhy(token.refusal)}`);
	}
};

/** Opens a door for programs in any language. Ends as its command does, or when it is told to. */
export const run = withRuntime<number>(async (invocation, runtime) => {
	const {command, ...asked} = await read(invocation);
	await check(invocation, runtime, asked.names);
	const key = Buffer.from(runtime.random.bytes(32)).toString('base64url');
	const opened = await openLocalProxy({
		...asked,
		key,
		clock: runtime.clock,
		dataCenters: runtime.dataCenters,
		memory: createMemory(runtime),
		streaming: runtime.http,
		userAgent: `zconn/${version}`,
		noteUse: runtime.noteUse,
		tell: refusal => `${JSON.stringify({format: 1, error: refusalJson(refusal, invocation.streams)})}\n`,
	});
	const {url, close} = unwrap(opened);
	if (!command) return serve(invocation, asked.names, {url, key}, close);
	const environment = childEnvironment(invocation.environment);
	const door = {...withoutProxies(environment), ZCONN_PROXY_URL: url, ZCONN_PROXY_KEY: key};
	return runOther(invocation, command, {...environment, ...door}, async () => {
		await close();
		await runtime.close();
	});
});
