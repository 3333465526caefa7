import {runProgram} from '../helpers/program.js';
import type {Figures} from './figures.js';
import {openMachine} from './machine.js';
import {serve} from './servers.js';

/** A server that gives a new refresh token each time and calls a second use of one theft, as RFC 9700 section 4.14 wants. */
const rotatingServer = async () => {
	const used = new Set<string>();
	let count = 0;
	let thefts = 0;
	const server = await serve(async (request, response) => {
		const form = new URLSearchParams((await request.toArray()).join(''));
		const token = form.get('refresh_token') ?? '';
		if (used.has(token)) thefts++;
		used.add(token);
		count++;
		const body = {access_token: `access-${count}`, refresh_token: `refresh-${count}`, expires_in: 3600};
		response.writeHead(200, {'content-type': 'application/json'}).end(JSON.stringify(body));
	});
	return {server, seen: () => ({count, thefts})};
};

const refreshTokenIn = (file: ReturnType<ReturnType<typeof openMachine>['file']>): string =>
	typeof file === 'string' ? file : JSON.stringify(file.connections.c0?.refreshToken);

/** Many programs want a token at the same moment: one of them refreshes, all print the same. */
export const soakTokens = async (programs: number): Promise<Figures> => {
	const {server, seen} = await rotatingServer();
	await using _server = server;
	using machine = openMachine(`${server.origin}/token`, 1);
	const args = ['token', 'c0', '--config-dir', machine.folder];
	const all = await Promise.all(Array.from({length: programs}, () => runProgram(args, {timeout: 120_000})));
	const broken = all.flatMap(({code, stdout}) =>
		code === 0 && stdout === 'access-1\n' ? [] : [`exit ${code}, ${JSON.stringify(stdout.slice(0, 40))}`],
	);
	const {count, thefts} = seen();
	if (count !== 1 || thefts > 0)
		broken.push(`${count} refreshes, ${thefts} with a token that was used before`);
	const forced = await Promise.all(
		Array.from({length: Math.ceil(programs / 4)}, () => runProgram([...args, '--force'], {timeout: 120_000})),
	);
	if (forced.some(({code}) => code !== 0)) broken.push('a forced refresh failed');
	const later = seen();
	if (later.thefts > 0) broken.push(`${later.thefts} refresh tokens were used twice`);
	const last = JSON.stringify({plain: `refresh-${later.count}`});
	if (refreshTokenIn(machine.file()) !== last) broken.push('the last refresh token was lost');
	return {
		what: 'programs that want a token at once',
		tries: programs + forced.length,
		broken,
		notes: [`${later.count} refreshes, ${count} of them unforced`],
	};
};

/** Many programs change one file at the same moment: what each says it saved is in it. */
export const soakSaves = async (programs: number): Promise<Figures> => {
	using machine = openMachine('http://localhost:9/token', programs);
	const all = await Promise.all(
		Array.from({length: programs}, async (_, index) => {
			const args = ['edit', `c${index}`, '--no-input', '--config-dir', machine.folder];
			const {code} = await runProgram([...args, '--connection-name', `Saved ${index}`], {timeout: 120_000});
			return {code, index};
		}),
	);
	const file = machine.file();
	const broken = typeof file === 'string' ? [file] : [];
	const saved = all.filter(({code}) => code === 0);
	for (const {index} of typeof file === 'string' ? [] : saved) {
		const name = typeof file === 'string' ? '' : file.connections[`c${index}`]?.name;
		if (name !== `Saved ${index}`) broken.push(`c${index} was said to be saved, and is called ${name}`);
	}
	return {what: 'programs that save at once', tries: programs, broken, notes: [`${saved.length} saved`]};
};
