"""Whom the makers of tests put on file unless they are told otherwise."""

NAME, PHONE, ADDRESS = "张三", "13812345678", "山西省青屏市临溪县北岭镇松坡村1号"
