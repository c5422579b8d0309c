"""A directory of service centres, from YAML files to a folder of web pages."""
