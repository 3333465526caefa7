#!/usr/bin/env python3
"""Calls an API through zconn's door, for as long as it likes, without a token: zconn proxy zoho -- ./report.py"""
import json
import os
import sys
import urllib.error
import urllib.request

name = sys.argv[1] if len(sys.argv) > 1 else "zoho"
url = os.environ["ZCONN_PROXY_URL"]
headers = {"Authorization": "Bearer " + os.environ["ZCONN_PROXY_KEY"]}

request = urllib.request.Request(f"{url}/{name}/books/v3/organizations", headers=headers)
try:
    with urllib.request.urlopen(request) as answer:
        for organization in json.load(answer)["organizations"]:
            print(organization["name"])
except urllib.error.HTTPError as error:
    # What zconn refuses says which command a person has to run; everything else is Zoho's answer.
    body = json.load(error)
    if error.headers["x-zconn-refusal"]:
        print(body["error"]["message"], body["error"]["nextStep"], file=sys.stderr)
    else:
        print(error, body, file=sys.stderr)
    sys.exit(1)
