import {type CompletedCommand, type CompletedFlag, globalFlags, kindText} from './model.js';

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const flagRows = (flags: readonly CompletedFlag[], indent: string): string =>
	flags
		.flatMap(({names, summary, value}) =>
			names.map(
				name =>
					`${indent}${literal(name)} = @(${literal(summary)}, ${literal(value === undefined ? '' : kindText(value))})`,
			),
		)
		.join('\n');

const commandRow = ({name, summary, flags, places}: CompletedCommand): string => `		${literal(name)} = @{
			summary = ${literal(summary)}
			places = @(${places.map(({kind}) => literal(kindText(kind))).join(', ')})
			isList = $${places.at(-1)?.isList === true}
			flags = [ordered]@{
${flagRows(flags, '\t\t\t\t')}
			}
		}`;

/** For PowerShell 5 and newer. */
export const powershellScript = (
	commands: readonly CompletedCommand[],
): string => `# Completion of zconn for PowerShell. In $PROFILE: zconn completion powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName zconn -ScriptBlock {
	param($typed, $tree, $cursor)
	$commands = [ordered]@{
${commands.map(commandRow).join('\n')}
	}
	$anywhere = [ordered]@{
${flagRows(globalFlags, '\t\t')}
	}
	$words = @($tree.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.ToString() })
	$command = ''; $at = 0; $kind = ''; $place = @()
	for ($i = 0; $i -lt $words.Count; $i++) {
		$word = $words[$i]
		$flags = if ($command) { $commands[$command].flags } else { $anywhere }
		if ($word -like '-*') {
			$kind = if ($flags -and $flags.Contains($word)) { $flags[$word][1] } else { '' }
			if ($kind) {
				if ($i + 1 -lt $words.Count) {
					if ($word -eq '--config-dir') { $place += @($word, $words[$i + 1]) }
					$kind = ''
				}
				$i++
			}
		} elseif (-not $command -or $command -eq 'practice') {
			if ($word -eq 'practice') { $place += 'practice' }
			$command = if ($commands.Contains($word)) { $word } else { 'practice' }
			$at = 0
		} else { $at++ }
	}
	if (-not $kind -and $typed -like '-*') {
		$flags = if ($command) { $commands[$command].flags } else { $anywhere }
		$flags.GetEnumerator() | Where-Object { $_.Key -like "$typed*" } | ForEach-Object {
			[System.Management.Automation.CompletionResult]::new($_.Key, $_.Key, 'ParameterName', $_.Value[0])
		}
		return
	}
	if (-not $kind) {
		if (-not $command) { $kind = 'zconn' }
		else {
			$places = $commands[$command].places
			if ($at -lt $places.Count) { $kind = $places[$at] }
			elseif ($commands[$command].isList) { $kind = $places[-1] }
		}
	}
	if ($kind -eq 'zconn') {
		$commands.GetEnumerator() | Where-Object { $_.Key -like "$typed*" } | ForEach-Object {
			[System.Management.Automation.CompletionResult]::new($_.Key, $_.Key, 'Command', $_.Value.summary)
		}
	} elseif ($kind -eq 'names') {
		zconn __complete @place 2>$null | ForEach-Object {
			$name, $title = $_ -split "\`t", 2
			if ($name -like "$typed*") { [System.Management.Automation.CompletionResult]::new($name, $name, 'ParameterValue', $title) }
		}
	} elseif ($kind -like 'words *') {
		$kind.Substring(6) -split ' ' | Where-Object { $_ -like "$typed*" } | ForEach-Object {
			[System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
		}
	}
}
`;
