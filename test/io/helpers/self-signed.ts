import {generateKeyPairSync, sign} from 'node:crypto';

/** One value of DER (ITU-T X.690): tag, length, content. */
const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
	const content = Buffer.concat(parts);
	const {length} = content;
	const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
	return Buffer.concat([Buffer.from([tag, ...size]), content]);
};

const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const time = (text: string): Buffer => der(0x17, Buffer.from(text));

const ecdsaWithSha256 = sequence(der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));
const commonName = der(0x06, Buffer.from('550403', 'hex'));
const subjectAltName = der(0x06, Buffer.from('551d11', 'hex'));

const nameOf = (host: string): Buffer =>
	sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(host)))));

/**
 * A key and a self-signed certificate for `localhost` (RFC 5280 section 4.1), generated at each call, so that no key is
 * in the repository.
 *
 * @param validity first and last moment, as UTCTime
 */
export const selfSigned = (
	validity: readonly [string, string] = ['200101000000Z', '491231235959Z'],
): {readonly key: string; readonly cert: string} => {
	const host = 'localhost';
	const {privateKey, publicKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'});
	const alternatives = der(0x04, sequence(der(0x82, Buffer.from(host))));
	const unsigned = sequence(
		der(0xa0, der(0x02, Buffer.from([2]))),
		der(0x02, Buffer.from([1])),
		ecdsaWithSha256,
		nameOf(host),
		sequence(...validity.map(time)),
		nameOf(host),
		publicKey.export({type: 'spki', format: 'der'}),
		der(0xa3, sequence(sequence(subjectAltName, alternatives))),
	);
	const signature = der(0x03, Buffer.from([0]), sign('sha256', unsigned, privateKey));
	const lines =
		sequence(unsigned, ecdsaWithSha256, signature)
			.toString('base64')
			.match(/.{1,64}/g) ?? [];
	return {
		key: privateKey.export({type: 'pkcs8', format: 'pem'}).toString(),
		cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
	};
};
