"""Puts a trained network into the file that ships: ONNX with weights of seven bits.

python benchmarks/reader/pack.py NETWORK.pt lexicons/en/reader
"""

import argparse
import tempfile
from pathlib import Path

import torch
from network import Reader
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn


class OneSentence(nn.Module):
    """The network as it ships: one sentence, nothing padded, probabilities instead of logits."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        whole, words = self.reader(ids, torch.ones_like(ids))
        return torch.sigmoid(whole), torch.sigmoid(words)


def pack(network: Path, folder: Path) -> None:
    """Writes ``model.onnx`` into ``folder``, beside the vocabulary that it was trained with."""
    state = torch.load(network, weights_only=True)
    reader = Reader(layers=state["layers"])
    reader.load_state_dict(state["weights"])
    reader.bert.set_attn_implementation("eager")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            OneSentence(reader).eval(),
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
    parser.add_argument("network", type=Path)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    pack(args.network, args.folder)


if __name__ == "__main__":
    main()
