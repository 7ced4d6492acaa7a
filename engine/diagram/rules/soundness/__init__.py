"""Rules of soundness: what engine.diagram.soundness found, said of its elements (see its package for what is decided)."""
