import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import Conf from 'conf';
import {configFolder} from '../../../source/io/file/config-folder.js';
import {readDataCenters} from '../../../source/io/file/data-centers.js';
import {builtInDataCenters} from '../../../source/zoho/data-center.js';
import {temporaryFolder} from '../helpers/files.js';

const linux = {platform: 'linux', home: '/home/ana'} as const;

test('the flag wins over the variable, the variable over the system; empty ones do not count', () => {
	const environment = {ZCONN_CONFIG_DIR: '/from/variable', XDG_CONFIG_HOME: '/xdg'};
	assert.equal(configFolder({...linux, flag: '/from/flag', environment}), '/from/flag');
	assert.equal(configFolder({...linux, flag: '', environment}), '/from/variable');
	assert.equal(
		configFolder({...linux, environment: {ZCONN_CONFIG_DIR: '', XDG_CONFIG_HOME: '/xdg'}}),
		'/xdg/zoho-connections',
	);
	assert.equal(configFolder({...linux, environment: {}}), '/home/ana/.config/zoho-connections');
	assert.equal(configFolder({...linux, flag: 'here', environment}), path.resolve('here'));
});

test('macOS and Windows have places of their own', () => {
	assert.equal(
		configFolder({platform: 'darwin', home: '/Users/ana', environment: {XDG_CONFIG_HOME: '/xdg'}}),
		'/Users/ana/Library/Preferences/zoho-connections',
	);
	assert.equal(
		configFolder({platform: 'win32', home: 'C:\\Users\\ana', environment: {APPDATA: 'D:\\Data'}}),
		'D:\\Data\\zoho-connections\\Config',
	);
	assert.equal(
		configFolder({platform: 'win32', home: 'C:\\Users\\ana', environment: {}}),
		'C:\\Users\\ana\\AppData\\Roaming\\zoho-connections\\Config',
	);
});

test('it is the very place that conf would choose here', () => {
	const conf = new Conf({projectName: 'zoho-connections', projectSuffix: ''});
	assert.equal(
		configFolder({
			environment: {...process.env, ZCONN_CONFIG_DIR: ''},
			platform: process.platform,
			home: os.homedir(),
		}),
		path.dirname(conf.path),
	);
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
