"""Prints the settings of a gyp file for one system as JSON: sources, defines, compiler and linker flags, libraries.

A gyp file is a Python literal, and its conditions are Python expressions:
https://gyp.gsrc.io/docs/InputFormatReference.md
"""

import ast
import json
import sys

path, system = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    gyp = ast.literal_eval(file.read())
[target] = gyp["targets"]
settings = {"sources": [], "defines": [], "cflags_cc": [], "ldflags": [], "libraries": []}


def expand(item):
    """Returns the items of a variable for `<@(variable)`."""
    return gyp["variables"][item[3:-1]] if item.startswith("<@(") else [item]


def merge(part):
    for name, items in settings.items():
        for item in part.get(name, []):
            items.extend(expand(item))


merge(target)
for expression, *branches in target["conditions"]:
    matches = eval(expression, {"OS": system})
    merge(branches[0] if matches else (branches[1:] or [{}])[0])
print(json.dumps(settings))
