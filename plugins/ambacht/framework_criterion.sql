SELECT criterion_id, framework_id, code, text, source_row FROM framework_criterion
