"""Writes the example of every list of an OOAPI description as the first page of an answer, into the folder that is the
second argument; prints the rows that every table should have: `table rows` per line.
"""

import collections
import json
import pathlib
import sys

description = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
folder = pathlib.Path(sys.argv[2])


def resolve(schema):
    while "$ref" in schema:
        target = description
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        schema = {**target, **{key: value for key, value in schema.items() if key == "example"}}
    return schema


def example(schema, depth=0):
    schema = resolve(schema)
    if "example" in schema:
        return schema["example"]
    if depth > 6:
        return None
    merged = {}
    for part in schema.get("allOf", []) + schema.get("oneOf", [])[:1] + schema.get("anyOf", [])[:1]:
        value = example(part, depth + 1)
        if isinstance(value, dict):
            merged.update(value)
        elif value is not None:
            return value
    for name, part in schema.get("properties", {}).items():
        value = example(part, depth + 1)
        if value is not None:
            merged[name] = value
    if merged:
        return merged
    if "items" in schema:
        value = example(schema["items"], depth + 1)
        return None if value is None else [value]
    return schema.get("enum", [None])[0]


def rows(table, record, count):
    """Counts a record, and those in the lists below it."""
    count[table] += 1

    def below(path, value):
        if isinstance(value, dict):
            for key, inner in value.items():
                below(f"{path}_{key}" if path else key, inner)
        elif isinstance(value, list) and any(isinstance(inner, (dict, list)) for inner in value):
            for inner in value:
                rows(f"{table}__{path}", inner, count)

    # A list without a name of its own is called `value`.
    below("" if isinstance(record, dict) else "value", record)


count = collections.Counter()
for path, methods in description["paths"].items():
    content = methods.get("get", {}).get("responses", {}).get("200", {}).get("content", {}).get("application/json")
    if content is None:
        continue
    schema = resolve(content["schema"])
    parts = [resolve(part) for part in schema.get("allOf", [schema])]
    items = next((part["properties"]["items"] for part in parts if "items" in part.get("properties", {})), None)
    name = path.rsplit("/", 1)[1]
    if items is None or (folder / f"{name}-1.json").exists():
        continue
    record = example(resolve(items)["items"])
    page = {"pageSize": 10, "pageNumber": 1, "hasPreviousPage": False, "hasNextPage": False, "items": [record]}
    (folder / f"{name}-1.json").write_text(json.dumps(page), encoding="utf-8")
    rows(name.replace("-", "_"), record, count)
for table, number in sorted(count.items()):
    print(table, number)
