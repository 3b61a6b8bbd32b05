"""Puts trained networks into the one file that ships: ONNX with weights of seven bits.

python benchmarks/reader/pack.py NETWORK.pt... lexicons/en/reader
"""

import argparse
import tempfile
from pathlib import Path

import torch
from network import Reader
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn


class OneSentence(nn.Module):
    """The networks as they ship: one sentence, nothing padded, the probabilities of their mean logits.

    The vectors of the pieces, which no network changed in learning, are there once.
    """

    def __init__(self, readers: list[Reader]) -> None:
        super().__init__()
        self.readers = nn.ModuleList(readers)
        for reader in readers[1:]:
            reader.bert.embeddings = readers[0].bert.embeddings

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        told = [reader(ids, torch.ones_like(ids)) for reader in self.readers]
        whole, words = (torch.stack(logits).mean(0) for logits in zip(*told, strict=True))
        return torch.sigmoid(whole), torch.sigmoid(words)


def trained(network: Path) -> Reader:
    """A network as ``fit.py`` wrote it."""
    state = torch.load(network, weights_only=True)
    reader = Reader(layers=state["layers"])
    reader.load_state_dict(state["weights"])
    reader.bert.set_attn_implementation("eager")
    return reader


def pack(networks: list[Path], folder: Path) -> None:
    """Writes ``model.onnx`` into ``folder``, beside the vocabulary that they were trained with."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            OneSentence([trained(network) for network in networks]).eval(),
            (torch.tensor([[1, 2, 3, 4, 5]]),),
            plain,
            input_names=["ids"],
            output_names=["whole", "words"],
            dynamic_axes={"ids": {1: "pieces"}, "words": {1: "pieces"}},
            dynamo=False,
        )
        # Seven bits, because eight overflow on processors without VNNI and would give other findings there.
        quantize_dynamic(
            plain, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("networks", type=Path, nargs="+")
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    pack(args.networks, args.folder)


if __name__ == "__main__":
    main()
