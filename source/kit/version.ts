import packageJson from '../../package.json' with {type: 'json'};

/** The version of the package, for `--version` and the `User-Agent`. */
export const {version} = packageJson;
