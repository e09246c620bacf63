"""What a figure becomes on a slide: native charts, shapes and tables that stay editable."""
