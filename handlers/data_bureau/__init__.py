"""市数据局: report, acceptance and filing of a project."""
