"""Reading English: a parse by our own language pack, and words as data beside the code that walks them."""
