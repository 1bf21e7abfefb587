"""What follows conduct: sanctions by category, rewards, the prosecutors' word, and records that stay sealed."""
