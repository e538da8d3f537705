CHECKS = Check = check_named = None
