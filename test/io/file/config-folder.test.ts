import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import Conf from 'conf';
import {configFolder} from '../../../source/io/file/config-folder.js';
import {readDataCenters} from '../../../source/io/file/data-centers.js';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';
import {temporaryFolder} from '../helpers/files.js';

/** The folder, or the id and exit code of the refusal. */
const folderOf = (place: Parameters<typeof configFolder>[0]): string => {
	const folder = configFolder(place);
	return folder.ok ? folder.value : `${folder.refusal.id} ${folder.refusal.exitCode}`;
};

const onLinux = (environment: Readonly<Record<string, string>>, flag?: string): string =>
	folderOf({platform: 'linux', environment: {HOME: '/home/ana', ...environment}, flag});

test('the flag wins over the variable, the variable over the system; empty variables do not count', () => {
	const environment = {ZCONN_CONFIG_DIR: '/from/variable', XDG_CONFIG_HOME: '/xdg'};
	assert.equal(onLinux(environment, '/from/flag'), '/from/flag');
	assert.equal(onLinux({ZCONN_CONFIG_DIR: '', XDG_CONFIG_HOME: '/xdg'}), '/xdg/zoho-connections');
	assert.equal(onLinux({XDG_CONFIG_HOME: 'relative'}), '/home/ana/.config/zoho-connections');
	assert.equal(onLinux({}), '/home/ana/.config/zoho-connections');
	assert.equal(onLinux(environment, 'here'), path.resolve('here'));
});

test('an empty flag, and a name with what cannot be seen, is misuse', () => {
	assert.equal(onLinux({ZCONN_CONFIG_DIR: '/from/variable'}, ''), 'wrong-use 2');
	for (const name of ['/two\nlines', '/a\u0000', '/\u001b[2J']) {
		assert.equal(onLinux({}, name), 'wrong-use 2');
		assert.equal(onLinux({ZCONN_CONFIG_DIR: name}), 'wrong-use 2');
	}
});

test('a tilde that no shell has opened is the home folder', () => {
	assert.equal(onLinux({ZCONN_CONFIG_DIR: '~/x'}), '/home/ana/x');
	assert.equal(onLinux({ZCONN_CONFIG_DIR: '~'}), '/home/ana');
	assert.equal(onLinux({}, '~/x'), '/home/ana/x');
	assert.equal(onLinux({ZCONN_CONFIG_DIR: '~bob/x'}), path.resolve('~bob/x'));
});

test('no home is needed where the folder is named; without both it is refused, not a fault', t => {
	const os = process.getBuiltinModule('node:os');
	t.mock.method(os, 'userInfo', () => {
		throw new Error('uv_os_get_passwd');
	});
	for (const HOME of ['', 'relative']) {
		assert.equal(onLinux({HOME}), 'no-home-folder 6');
		assert.equal(onLinux({HOME, ZCONN_CONFIG_DIR: '~/x'}), 'no-home-folder 6');
		assert.equal(onLinux({HOME, ZCONN_CONFIG_DIR: '/named'}), '/named');
		assert.equal(onLinux({HOME, XDG_CONFIG_HOME: '/xdg'}), '/xdg/zoho-connections');
	}
});

test('macOS and Windows have places of their own', () => {
	assert.equal(
		folderOf({platform: 'darwin', environment: {HOME: '/Users/ana', XDG_CONFIG_HOME: '/xdg'}}),
		'/Users/ana/Library/Preferences/zoho-connections',
	);
	const windows = {platform: 'win32'} as const;
	assert.equal(
		folderOf({...windows, environment: {APPDATA: 'D:\\Data'}}),
		'D:\\Data\\zoho-connections\\Config',
	);
	assert.equal(
		folderOf({...windows, environment: {USERPROFILE: 'C:\\Users\\ana'}}),
		'C:\\Users\\ana\\AppData\\Roaming\\zoho-connections\\Config',
	);
});

test('it is the very place that conf would choose here', () => {
	const conf = new Conf({projectName: 'zoho-connections', projectSuffix: ''});
	const environment = {...process.env, ZCONN_CONFIG_DIR: ''};
	assert.equal(folderOf({environment, platform: process.platform}), path.dirname(conf.path));
});

test('the data center table: built in without a file, merged with one, refused when it cannot be used', t => {
	const folder = temporaryFolder(t);
	const file = path.join(folder, 'data-centers.json');
	assert.deepEqual(readDataCenters(folder), {ok: true, value: builtInDataCenters});
	const local = {
		id: 'us',
		name: 'Practice',
		accounts: 'http://localhost:9500',
		api: 'http://localhost:9510',
		console: 'http://localhost:9520',
	};
	fs.writeFileSync(file, JSON.stringify({replace: true, dataCenters: [local]}));
	assert.deepEqual(readDataCenters(folder), {ok: true, value: [local]});
	for (const text of [
		'',
		'{"dataCenters": [',
		'{"dataCenters": [{"id": "us"}]}',
		'{"replace": true, "dataCenters": []}',
	]) {
		fs.writeFileSync(file, text);
		const result = readDataCenters(folder);
		assert.ok(!result.ok, text);
		assert.equal(result.refusal.id, 'data-centers-file-broken');
		assert.equal(result.refusal.exitCode, 6);
	}
	fs.rmSync(file);
	fs.mkdirSync(file);
	assert.equal(readDataCenters(folder).ok, false);
});
