"""What any process may need beside its own steps: exceptions and appeals, withdrawal, standing still."""
