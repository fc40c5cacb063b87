"""The door: parse, call the API, print.  The only room that imports click or prints."""
