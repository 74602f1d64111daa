"""A hundred documents in the manners of many sites, made from invented releases, and how well they are read."""
