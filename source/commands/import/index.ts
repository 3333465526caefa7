import {type MergePlan, planMerge} from '../../connection/changes/merge.js';
import {bareFrom} from '../../connection/file/contents.js';
import {type Exported, parseExport} from '../../connection/file/export.js';
import {longestImport} from '../../io/bounds.js';
import {readGivenFile} from '../../io/file/bounded.js';
import {withoutMark} from '../../io/file/decode-text.js';
import {explainUnreadableFile} from '../../io/file/refusals.js';
import {sealRows} from '../../io/file/secret-rows.js';
import type {Runtime} from '../../io/runtime.js';
import {saveSealed} from '../../io/secrets/save-sealed.js';
import {askYes, canAsk} from '../../kit/ask/confirm.js';
import {exportPassphrase} from '../../kit/ask/export-passphrase.js';
import {refuse, unwrap, withRuntime} from '../../kit/command.js';
import {flagOption, type Invocation} from '../../kit/invocation.js';
import {note, printData, printJson, say} from '../../kit/output/print.js';
import {table} from '../../kit/output/table.js';
import {draftsOf} from '../../wizard/draft/import.js';
import type {DataCenter} from '../../zoho/data-center.js';
import {type ExitCode, ok, type Refusal, RefusedError, refused} from '../../zoho/refusal.js';
import {believed, planLines, words} from './plan.js';

/** `age --recipient`, and not `zconn export`, made it. */
const forKeys: Refusal = {
	id: 'import-for-keys',
	what: 'The file is encrypted for a key, and no passphrase opens it.',
	why: 'Its age header names recipients only. Nothing was imported.',
	next: 'Run: age --decrypt --identity KEYFILE FILE | zconn import -',
	exitCode: 2,
};

const readExport = async (invocation: Invocation, path: string): Promise<Exported> => {
	let bytes: Uint8Array;
	try {
		bytes = withoutMark(readGivenFile(path, longestImport, invocation.environment));
	} catch (error) {
		const unreadable = explainUnreadableFile(path, error);
		throw new RefusedError({...unreadable, next: 'Check the name of the file, and its mode.'});
	}
	const {decryptAge, isAge, isForKeys} = await import('../../io/secrets/age.js');
	if (!isAge(bytes)) return unwrap(parseExport(new TextDecoder().decode(bytes), path));
	if (isForKeys(bytes)) throw new RefusedError(forKeys);
	const passphrase = await exportPassphrase(invocation);
	return unwrap(parseExport(unwrap(await decryptAge(bytes, passphrase)), path));
};

const overwritten = ({services, connections}: MergePlan): number =>
	[...services, ...connections].filter(({kind}) => kind === 'overwrites').length;

/** Whether to go on: at once when nothing is overwritten. */
const agree = async (
	invocation: Invocation,
	plan: MergePlan,
	known: readonly DataCenter[],
): Promise<boolean> => {
	if (overwritten(plan) === 0 || flagOption(invocation, 'yes')) return true;
	if (!canAsk(invocation)) {
		return refuse(
			'The import would overwrite what is here.',
			`${planLines(plan, known)
				.map(line => line.trim().replaceAll(/ {2,}/g, ' '))
				.join('; ')}. Nothing was imported.`,
			'Confirm it with --yes, or look first with --dry-run.',
		);
	}
	return askYes(invocation, `${planLines(plan, known).join('\n')}\nType yes to overwrite:`);
};

/** What is done, or would be. */
const report = (
	invocation: Invocation,
	done: {readonly isWritten: boolean} & Partial<MergePlan> & {readonly drafts?: readonly string[]},
	words: string,
): void => {
	const {isWritten, services = [], connections = [], drafts = []} = done;
	if (flagOption(invocation, 'json'))
		printJson(invocation.streams, {import: {isWritten, services, connections, drafts}});
	else printData(invocation.streams, words);
};

/** Rows with their secrets: merged into the file as it is by then. */
const merge = async (
	invocation: Invocation,
	{store, secrets, dataCenters}: Runtime,
	exported: Exported,
): Promise<ExitCode> => {
	const read = unwrap(store.read());
	const known = unwrap(dataCenters());
	const {file, notices} = believed(exported.file, known);
	for (const notice of notices) note(invocation, notice);
	const plan = planMerge(read, file);
	const isDry = flagOption(invocation, 'dry-run');
	const isNothing = [...plan.services, ...plan.connections].every(({kind}) => kind === 'same');
	if (isDry || isNothing) {
		report(invocation, {isWritten: false, ...plan}, planLines(plan, known).join('\n'));
		say(invocation.streams, isDry ? 'Nothing was written.' : 'Everything is here already.');
		return 0;
	}
	if (!(await agree(invocation, plan, known))) {
		say(invocation.streams, 'Nothing was imported.');
		return 130;
	}
	unwrap(
		await saveSealed(async () => {
			const sealed = await sealRows(secrets, plan.rows);
			if (!sealed.ok) return sealed;
			return store.update(now => {
				const isAsShown = JSON.stringify(planMerge(now, file)) === JSON.stringify(plan);
				return isAsShown
					? ok({
							...now,
							services: {...now.services, ...sealed.value.services},
							connections: {...now.connections, ...sealed.value.connections},
						})
					: refused({
							id: 'import-outdated',
							what: 'Nothing was imported.',
							why: 'Another program has changed the file, so the import would do something else now.',
							next: 'Run it again.',
							exitCode: 4,
						});
			});
		}),
	);
	report(invocation, {isWritten: true, ...plan}, planLines(plan, known).join('\n'));
	return 0;
};

/** Rows without secrets become drafts: the wizard asks for what is missing. */
const makeDrafts = async (invocation: Invocation, runtime: Runtime, {file}: Exported): Promise<ExitCode> => {
	const {store, clock, newId} = runtime;
	const read = unwrap(store.read());
	const missing = bareFrom(
		Object.entries(file.connections).filter(([linkName]) => !read.connections[linkName]),
	);
	const drafts = draftsOf({...file, connections: missing}, read, newId, clock.now());
	const isDry = flagOption(invocation, 'dry-run');
	if (drafts.length > 0 && !isDry) {
		const added = Object.fromEntries(drafts.map(draft => [draft.id, {...draft, clientSecret: null}]));
		unwrap(await store.update(now => ok({...now, drafts: {...now.drafts, ...added}})));
	}
	const names = Object.keys(missing);
	const rows = Object.values(file.connections).map(({linkName, name}) => [
		'draft',
		linkName,
		read.connections[linkName] ? words.same : words.new,
		name,
	]);
	report(invocation, {isWritten: !isDry && names.length > 0, drafts: names}, table(rows));
	say(
		invocation.streams,
		isDry
			? 'Nothing was written.'
			: names.length === 0
				? 'Everything is here already.'
				: 'The file has no secrets. "zconn" goes on with each draft: what is left is the Client Secret and the consent.',
	);
	return 0;
};

/** Brings in what `zconn export` wrote. Nothing here is overwritten without a yes. */
export const run = withRuntime(async (invocation, runtime) => {
	const [path = ''] = invocation.positionals;
	const exported = await readExport(invocation, path);
	return exported.hasSecrets
		? merge(invocation, runtime, exported)
		: makeDrafts(invocation, runtime, exported);
});
