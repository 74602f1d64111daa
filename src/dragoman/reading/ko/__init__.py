"""Reading Korean. Until particles and endings are read over morphemes: the dossier's names, and dates."""
