"""What charts share: style, captions, axes, bars, heatmaps, labels."""
