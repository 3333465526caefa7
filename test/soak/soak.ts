import {parseArgs} from 'node:util';
import {ensureBuilt} from '../helpers/program.js';
import {type Figures, printFigures} from './figures.js';
import {soakKills} from './kills.js';
import {soakSaves, soakTokens} from './parallel.js';
import {soakParsers, soakSpoofs} from './parsers.js';
import {soakServers} from './servers.js';

const {values} = parseArgs({options: {seed: {type: 'string'}, times: {type: 'string'}}});

const numberOf = (text: string | undefined, otherwise: number): number => {
	const number = text === undefined ? otherwise : Number(text);
	if (!Number.isInteger(number) || number < 1)
		throw new Error('--seed and --times take a whole number above 0.');
	return number;
};

const times = numberOf(values.times, 1);
const seed = numberOf(values.seed, Date.now() % 1_000_000);
ensureBuilt();

/** One after the other, so that the figures of one do not disturb those of the next; each is bounded. */
const parts: readonly (() => Figures | Promise<Figures>)[] = [
	() => soakParsers(seed, 2000 * times, 1_000_000),
	() => soakSpoofs(seed, 20_000 * times),
	() => soakServers(),
	() => soakKills(seed, 100 * times),
	() => soakTokens(100),
	() => soakSaves(25),
];

const start = performance.now();
const all: Figures[] = [];
for (const part of parts) {
	const figures = await part();
	process.stderr.write(`${figures.what} …\n`);
	all.push(figures);
}
process.stdout.write(`${printFigures(all, (performance.now() - start) / 1000, seed)}\n`);
process.exitCode = all.every(({broken}) => broken.length === 0) ? 0 : 1;
